extension Aggregate: CanonicalObject {
  func write(to text: inout CanonicalText) {
    text.object("aggregate", name, Identifier(identityArguments.text)) { text in
      text.owner(owner)
      text.property("comment", comment)
      text.property("arguments", arguments)
      text.property("kind", kind == .normal ? nil : kind.rawValue)
      text.property("result", result)
      text.property("parallel", parallel == .unsafe ? nil : parallel.rawValue)
      text.write(transition)
      if let moving { text.object("moving") { $0.write(moving) } }
      text.property("inverse", movingInverseFunction)
      text.property("combine", combineFunction)
      text.property("serial", serialFunction)
      text.property("deserial", deserialFunction)
      text.property("sort operator", sortOperator)
    }
  }
}

extension Aggregate.Transition: CanonicalObject {
  func write(to text: inout CanonicalText) {
    text.property("function", function)
    text.property("state type", stateType)
    text.property("state space", stateSpace == 0 ? nil : stateSpace)
    text.property("initial condition", initialCondition)
    text.property("final function", finalFunction)
    text.flag("final function takes extra arguments", finalFunctionTakesExtraArguments)
    text.property("final modify", finalModify.rawValue)
  }
}
