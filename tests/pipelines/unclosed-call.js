sp.process([ {} ]
