[ { $source: { name: "äöü€😀", connectionName: 5 } },
  { "$emit": { "connectionName": "s3sink", "bucket": "my-bucket", "path": "events/" } } ]
