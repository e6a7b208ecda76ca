[
  { source: { connectionName: "kafka1" } },
  { "$emit": { "connectionName": "s3sink", "bucket": "my-bucket", "path": "events/" } }
]
