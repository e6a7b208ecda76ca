/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of the Atlas client against scripted servers. */
#pragma once

#include "atlas-calls.h"
#include "raw-server.h"

G_BEGIN_DECLS

#define RAW_STATUS "{\"appName\":\"MongoDB Atlas\",\"apiKey\":{\"publicKey\":\"zmmrboas\"}}"
#define RAW_CONNECTION "{\"name\":\"s3sink\",\"type\":\"S3\",\"state\":\"READY\"}"

SluiceAtlasClient *raw_client          (RawServer         *server);
void               raw_prime           (RawServer         *server,
                                        SluiceAtlasClient *client);
void               raw_push            (RawServer         *server,
                                        const char        *status,
                                        const char        *headers,
                                        const char        *body);
void               raw_assert_get      (SluiceAtlasClient *client,
                                        int                code,
                                        Outcome           *outcome);
void               raw_assert_create   (SluiceAtlasClient *client,
                                        int                code,
                                        Outcome           *outcome);
void               raw_wait_requests   (RawServer         *server,
                                        guint              n);
void               raw_wait_all_closed (RawServer         *server);

/* For codes: the call has to succeed. */
#define RAW_FINE (-1)

G_END_DECLS
