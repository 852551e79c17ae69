package io.varve.promql.scalar;

import io.varve.model.LabelName;
import io.varve.model.Labels;
import io.varve.promql.value.QueryException;
import java.util.List;

/** {@code label_replace} or {@code label_join} with its arguments. For one thread. */
public interface LabelFunction {
  /** Returns what becomes of a series' labels, and of its losing its name at the end. */
  Relabelled apply(Labels labels, boolean dropName);

  /**
   * Returns {@code label_replace}: where the regular expression matches the whole of the source
   * label, the destination label becomes the expansion of the replacement.
   *
   * @throws QueryException if the regular expression or the destination's name is invalid
   */
  static LabelFunction replace(
      String destination, String replacement, String source, String regex) {
    return LabelReplace.of(destination, replacement, source, regex);
  }

  /**
   * Returns {@code label_join}: the destination label becomes the values of the source labels, with
   * the separator between them.
   *
   * @throws QueryException if a label's name is invalid
   */
  static LabelFunction join(String destination, String separator, List<String> sources) {
    for (String source : sources) {
      if (!LabelName.isValid(source)) {
        throw QueryException.execution("invalid source label name in label_join(): " + source);
      }
    }
    if (!LabelName.isValid(destination)) {
      throw QueryException.execution(
          "invalid destination label name in label_join(): " + destination);
    }
    List<String> names = List.copyOf(sources);
    return (labels, dropName) -> {
      String joined = String.join(separator, names.stream().map(labels::get).toList());
      return Relabelled.with(labels, dropName, destination, joined);
    };
  }
}
