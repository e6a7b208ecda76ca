sp.listStreamProcessors()
