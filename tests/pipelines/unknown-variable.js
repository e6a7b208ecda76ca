[ { "$source": { "connectionName": "sample_stream_solar" } },
  filter, { "$emit": { "connectionName": "s3sink", "bucket": "my-bucket", "path": "events/" } } ]
