"""One description of each record: what its fields are called, how long, read how, kept where, told of where."""
