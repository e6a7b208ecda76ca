sp.process([
  { $source: {
