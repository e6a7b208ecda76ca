sp.process([
  { "$source": { "connectionName": "sample_stream_solar" } },
  { $match: {} }
])
