package io.varve.promql.script;

import io.varve.model.Labels;
import java.util.List;

/**
 * A series as written in a script.
 *
 * @param labels the metric, by its labels
 * @param points one for each step from the first on
 */
record SeriesLine(Labels labels, List<Point> points) {
  /** Makes the list unmodifiable. */
  SeriesLine {
    points = List.copyOf(points);
  }

  /** Reads a whole line. */
  static SeriesLine parse(Line line) {
    TextCursor cursor = new TextCursor(line, line.text());
    Labels labels = MetricParser.parse(cursor);
    return new SeriesLine(labels, PointParser.parseAll(cursor));
  }
}
