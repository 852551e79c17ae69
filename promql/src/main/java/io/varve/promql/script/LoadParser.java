package io.varve.promql.script;

import io.varve.model.FloatValue;
import io.varve.model.Labels;
import io.varve.model.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a load command and the series below it. Used once. */
final class LoadParser {
  private static final Pattern HEAD =
      Pattern.compile("load(_with_nhcb)?\\s+(.+)", Pattern.CASE_INSENSITIVE);

  private final Line head;
  private final boolean convert;
  private final long step;
  private final Map<Labels, List<Sample>> series = new LinkedHashMap<>();
  private @Nullable StartTimes starts;

  LoadParser(Line head) {
    this.head = head;
    Matcher matcher = HEAD.matcher(head.text());
    if (!matcher.matches()) {
      throw head.error("invalid load command. (load[_with_nhcb] <step:duration>)");
    }
    convert = matcher.group(1) != null;
    step = head.duration("step", matcher.group(2));
  }

  void add(Line line) {
    if (StartTimes.is(line)) {
      refuseUnusedStarts();
      starts = StartTimes.parse(line);
      return;
    }
    SeriesLine parsed = SeriesLine.parse(line);
    if (starts != null) {
      checkStarts(starts, parsed);
    }
    // As in Prometheus, a metric's second line in one load replaces its first.
    series.put(parsed.labels(), samples(parsed.points(), starts));
    starts = null;
  }

  private static void checkStarts(StartTimes starts, SeriesLine series) {
    if (!starts.labels().equals(series.labels())) {
      throw starts.line().error("@st metric does not match the following sample line metric");
    }
    if (starts.offsets().size() != series.points().size()) {
      throw starts
          .line()
          .error(
              "@st line has %d values but sample line has %d"
                  .formatted(starts.offsets().size(), series.points().size()));
    }
  }

  private List<Sample> samples(List<Point> points, @Nullable StartTimes starts) {
    List<Sample> samples = new ArrayList<>(points.size());
    for (int i = 0; i < points.size(); i++) {
      long time = i * step;
      long start = starts == null ? 0 : starts.of(i, time);
      switch (points.get(i)) {
        case Point.Absent _ -> {}
        case Point.FloatPoint(double value) ->
            samples.add(new Sample(time, start, new FloatValue(value)));
        case Point.HistogramPoint point -> samples.add(new Sample(time, start, point.histogram()));
      }
    }
    return samples;
  }

  Command.Load build() {
    refuseUnusedStarts();
    List<Command.LoadedSeries> loaded = new ArrayList<>(series.size());
    series.forEach((labels, samples) -> loaded.add(new Command.LoadedSeries(labels, samples)));
    return new Command.Load(head, convert, loaded);
  }

  private void refuseUnusedStarts() {
    if (starts != null) {
      throw starts.line().error("@st line has no following sample line");
    }
  }
}
