package io.varve.persistence.objectstore;

/** What a put on the condition that the key is free came to. */
public enum PutOutcome {
  /** This call stored the object. */
  CREATED,
  /** An object was there; it is durable and unchanged. It may be this writer's own, put before. */
  EXISTS
}
