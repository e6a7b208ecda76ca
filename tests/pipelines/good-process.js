sp.process([
  { "$source": { "connectionName": "sample_stream_solar" } },
  { "$emit": { "connectionName": "s3sink", "bucket": "my-bucket", "path": "events/" } },
])
