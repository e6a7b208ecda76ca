sp.createStreamProcessor("x", [
  { $source: { connectionName: "kafka1", topic: "t" } },
  {
    $merge: { into: { connectionName: "s3sink", db: "sales", coll: "orders" }, on: ["a"] }
  }
])
