package io.varve.promql.exec;

import io.varve.model.Labels;
import io.varve.promql.scalar.LabelFunction;
import io.varve.promql.scalar.Relabelled;

/** What functions and operators do to names, now or at the end. */
enum DropNames implements LabelFunction {
  /** The name goes at once. */
  NOW {
    @Override
    public Relabelled apply(Labels labels, boolean dropName) {
      return new Relabelled(Metadata.drop(labels), false);
    }
  },

  /** The name stays for the time being. */
  LATER {
    @Override
    public Relabelled apply(Labels labels, boolean dropName) {
      return new Relabelled(labels, true);
    }
  },

  /** The end of the query has come. */
  END {
    @Override
    public Relabelled apply(Labels labels, boolean dropName) {
      return new Relabelled(dropName ? Metadata.drop(labels) : labels, false);
    }
  };
}
