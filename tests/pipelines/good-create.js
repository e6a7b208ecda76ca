// what I run every morning
sp.createStreamProcessor("toS3", [
  { $source: { connectionName: 'kafka1', topic: "orders", config: { auto_offset_reset: "earliest", }, }, },
  /* only the big ones */
  { $match: { when: { $gt: ISODate("2026-01-01T00:00:00Z") }, id: ObjectId("5f3c1d2e4b6a7c8d9e0f1a2b"),
              n: NumberLong("5"), m: NumberInt(3), d: NumberDecimal("1.5"), u: UUID("0f3c1d2e-4b6a-7c8d-9e0f-1a2b3c4d5e6f"),
              name: /^a\/[/b]*$/i, missing: undefined, x: -1.5e3, y: .5, z: 0xff, } },
  { $emit: { connectionName: 's3sink', bucket: 'my-bucket', path: 'events/', config: { writeOptions: { count: NumberInt(100) } } } },
], { dlq: { connectionName: "atlasCluster", db: "asp", coll: "dlq" } });
