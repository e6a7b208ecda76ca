/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the formats of an export share; only the sluice-…-export files use it. */
#pragma once

#include "sluice-connection-export.h"
#include "sluice-json-writer.h"

G_BEGIN_DECLS

gboolean  sluice_export_is_given      (const char                   *text);
guint     sluice_export_count         (const SluiceExport           *export);
gboolean  sluice_export_is_commercial (const SluiceExport           *export);
char     *sluice_export_connection    (const SluiceExportConnection *connection,
                                       SluiceWriterStyle             style);
char     *sluice_export_terraform     (const SluiceExport           *export);

G_END_DECLS
