package io.varve.promql.plan;

/** Where a node can be evaluated. */
@SuppressWarnings(
    "ClassInitializationDeadlock") // The constants are records that use nothing of it.
sealed interface Placement {
  /**
   * On the shards: each output series is made of series of one shard.
   *
   * @param intact whether the labels that decide the shard are those of these series still, so that
   *     no two shards give equal label sets and series that match by all labels are on one shard
   */
  record Local(boolean intact) implements Placement {}

  /** On the node that answers the query, over what all shards have sent. */
  record Global(GlobalForm form) implements Placement {}

  /** Wherever it is needed: a string, or a scalar made without data. Alone, as if global. */
  record Anywhere() implements Placement {}

  /** On the shards, labels untouched. */
  Placement INTACT = new Local(true);

  /** On the shards, labels changed. */
  Placement RELABELLED = new Local(false);

  /** Wherever it is needed. */
  Placement ANYWHERE = new Anywhere();

  /** Returns whether it is local and intact. */
  default boolean isIntact() {
    return this instanceof Local local && local.intact();
  }
}
