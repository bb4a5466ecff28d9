"""Workers: processes for work on what people wrote, held so tightly that they can hurt nobody."""
