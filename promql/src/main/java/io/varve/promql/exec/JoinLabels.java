package io.varve.promql.exec;

import io.varve.model.Labels;
import io.varve.model.LabelsBuilder;
import io.varve.promql.ast.BinaryOp;
import io.varve.promql.ast.Cardinality;
import io.varve.promql.ast.VectorMatching;

/** Makes the labels of what comes of two series that match. Not thread-safe. */
final class JoinLabels {
  private final VectorMatching matching;
  private final boolean dropMetadata;
  private final String[] names;
  private final LabelsBuilder builder = Labels.builder();

  JoinLabels(BinaryOp op, boolean returnBool, VectorMatching matching, boolean delayed) {
    this.matching = matching;
    this.dropMetadata = op.changesMetric() || (returnBool && !delayed);
    this.names = matching.labels().toArray(String[]::new);
  }

  /**
   * Returns the labels.
   *
   * @param many of the series of which there may be many
   * @param one of the other series
   */
  Labels of(Labels many, Labels one) {
    if (matching.cardinality() == Cardinality.ONE_TO_ONE) {
      Labels base = dropMetadata ? Metadata.drop(many) : many;
      return matching.on() ? base.keeping(names) : base.without(names);
    }
    builder.reset(many);
    if (dropMetadata) {
      Metadata.drop(builder);
    }
    for (String name : matching.include()) {
      builder.set(name, one.get(name));
    }
    return builder.build();
  }
}
