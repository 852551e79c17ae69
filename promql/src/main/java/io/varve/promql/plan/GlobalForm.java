package io.varve.promql.plan;

/** Why a node cannot be evaluated shard by shard. */
enum GlobalForm {
  /** It has no selector: each shard would give the same. */
  NO_SELECTOR("no selector"),
  /** {@code scalar}: there may be a series on another shard. */
  SINGLE("scalar() of all series"),
  /** {@code absent} and {@code absent_over_time}: there may be a series on another shard. */
  ABSENT("absence from all shards"),
  /** {@code sort} and its kin. */
  SORT("order of all series"),
  /** {@code info}. */
  INFO("join of different labels"),
  /** Series that match {@code on} some labels may differ in the others. */
  MATCH_ON("on(...)"),
  /** Series that match {@code ignoring} a label may differ in it. */
  MATCH_IGNORING("ignoring(...)"),
  /** One side may have several series that match one of the other. */
  MATCH_GROUP("group_left/right"),
  /** Whether equal series on the "one" side are an error depends on series of other shards. */
  MATCH_DOUBLES("one side may have equal series"),
  /** Below are {@code label_replace} or {@code label_join}: series of two shards may be equal. */
  RELABELLED("relabelled below"),
  /** An aggregation, but for its map step: each shard has a part of each group. */
  AGGREGATION("aggregation"),
  /** A child is global. */
  ABOVE_GLOBAL("above a global part");

  private final String reason;

  GlobalForm(String reason) {
    this.reason = reason;
  }

  /** Returns the reason for people. */
  String reason() {
    return reason;
  }
}
