print("countersign: nothing here yet")
