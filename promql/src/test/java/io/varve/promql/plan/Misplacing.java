package io.varve.promql.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Makes planners that send to the shards what must not be evaluated there. */
public final class Misplacing {
  private Misplacing() {}

  /** Returns the names of all reasons for which a node is not evaluated on shards. */
  public static List<String> forms() {
    return Arrays.stream(GlobalForm.values()).map(GlobalForm::name).toList();
  }

  /** Returns a planner that disregards one reason. */
  public static Planner disregarding(String form) {
    return new Planner(Set.of(GlobalForm.valueOf(form)));
  }
}
