package io.varve.persistence.objectstore;

/** The calls of an {@link ObjectStore}. */
public enum StoreCall {
  PUT,
  PUT_IF_ABSENT,
  GET,
  GET_RANGE,
  LIST,
  DELETE;

  /** Whether it may change something. */
  public boolean changes() {
    return this == PUT || this == PUT_IF_ABSENT || this == DELETE;
  }
}
