[ { "$source": { "connectionName": "sample_stream_solar" } },
  { $Emit: { connectionName: "s3sink" } } ]
