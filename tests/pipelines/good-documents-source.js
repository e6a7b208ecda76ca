[ { $source: { documents: [ { a: 1 }, { a: 2 } ] } },
  { "$emit": { "connectionName": "s3sink", "bucket": "my-bucket", "path": "events/" } } ]
