package io.varve.sharding.query.wire;

import io.varve.promql.gather.ShardAnswer;
import io.varve.promql.plan.Fragment;

/** Kinds of answers; the numbers are on the wire and never change. */
enum AnswerKind {
  COLUMNS(0),
  SAMPLES(1),
  PARTIALS(2);

  private final byte number;

  AnswerKind(int number) {
    this.number = (byte) number;
  }

  byte number() {
    return number;
  }

  static AnswerKind of(ShardAnswer answer) {
    return switch (answer) {
      case ShardAnswer.Columns _ -> COLUMNS;
      case ShardAnswer.Samples _ -> SAMPLES;
      case ShardAnswer.Partials _ -> PARTIALS;
    };
  }

  static AnswerKind of(Fragment.Answer answer) {
    return switch (answer) {
      case COLUMNS -> COLUMNS;
      case SAMPLES -> SAMPLES;
      case PARTIALS -> PARTIALS;
    };
  }
}
