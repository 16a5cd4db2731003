package dev.tideway.operator.simulation;

/** Kinds of objects that the model knows. */
enum Kind {
  App,
  Action,
  Record,
  Job,
  Service,
  Autoscaler,
  Deployment,
  Slice,
  Route
}
