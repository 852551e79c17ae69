package io.varve.promql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.promql.ast.AggregateOp;
import io.varve.promql.ast.BinaryOp;
import io.varve.promql.ast.Function;
import io.varve.promql.function.Functions;
import io.varve.promql.parse.Keywords;
import io.varve.promql.plan.Fragment.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the table of placements, its documentation and the parser's tables against each other. */
class PlacementDocTest {
  private static final Path DOC = Path.of("../docs/promql-placement.md");

  @Test
  void everyFunctionOfTheParserHasAPlacement() {
    for (Function f : Functions.all()) {
      assertThat(FunctionPlacement.of(f.name())).as(f.name()).isNotNull();
    }
  }

  @Test
  void thePageListsEveryFunctionAsTheCodePlacesIt() throws IOException {
    Map<String, String> expected = new LinkedHashMap<>();
    for (Function f : Functions.all()) {
      expected.put(f.name(), words(FunctionPlacement.of(f.name())));
    }
    assertThat(table("## Functions")).containsExactlyInAnyOrderEntriesOf(expected);
  }

  @Test
  void thePageListsEveryOperator() throws IOException {
    assertThat(new TreeSet<>(operators()))
        .isEqualTo(new TreeSet<>(Arrays.stream(BinaryOp.values()).map(BinaryOp::symbol).toList()));
  }

  @Test
  void thePageListsEveryAggregation() throws IOException {
    assertThat(table("## Aggregations").keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(AggregateOp.values()).map(AggregateOp::symbol).toList());
  }

  @Test
  void thePageListsEveryModifierAsThePlannerPlacesItsQuery() throws IOException {
    Map<String, List<String>> modifiers = rows("## Modifiers");
    assertThat(modifiers.keySet()).containsExactlyInAnyOrderElementsOf(Keywords.modifiers());
    modifiers.forEach(
        (modifier, cells) -> {
          String query = cells.get(3).strip().replace("`", "");
          assertThat(query).contains(modifier);
          assertThat(words(Plans.plan(query))).as(query).isEqualTo(cells.get(2).strip());
        });
  }

  private static String words(Plan plan) {
    PlanNode root = plan.root() instanceof PlanNode.StepInvariant same ? same.expr() : plan.root();
    if (!(root instanceof PlanNode.Gather gather)) {
      return "global";
    }
    boolean map = plan.cuts().get(gather.fragment()).fragment().answer() == Answer.PARTIALS;
    return map ? "map step local" : "local";
  }

  private static String words(FunctionPlacement placement) {
    return switch (placement) {
      case SCALAR -> "anywhere";
      case ELEMENTWISE, RANGE, BUCKETS -> "local";
      case RELABEL -> "local, no longer intact";
      case VECTOR, SINGLE, ABSENT, SORT, INFO -> "global";
    };
  }

  private static List<String> operators() throws IOException {
    return table("## Operators between vectors").entrySet().stream()
        .filter(e -> List.of("arithmetic", "comparison", "set").contains(e.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The first two columns of the rows below a heading that begin with code. */
  private static Map<String, String> table(String heading) throws IOException {
    Map<String, String> table = new LinkedHashMap<>();
    rows(heading).forEach((name, cells) -> table.put(name, cells.get(2).strip()));
    return table;
  }

  /** The cells of the rows below a heading that begin with code, by that; the first is empty. */
  private static Map<String, List<String>> rows(String heading) throws IOException {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    boolean inside = false;
    for (String line : Files.readAllLines(DOC)) {
      if (line.startsWith("#")) {
        inside = line.equals(heading);
      } else if (inside && line.startsWith("| `")) {
        List<String> cells = List.of(line.split("\\|"));
        String name = cells.get(1).strip();
        if (name.indexOf('`', 1) == name.length() - 1) {
          assertThat(rows.put(name.substring(1, name.length() - 1), cells)).as(line).isNull();
        }
      }
    }
    assertThat(rows).as(heading).isNotEmpty();
    return rows;
  }
}
