package io.varve.promql.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.promql.ast.AggregateExpr;
import io.varve.promql.ast.AggregateOp;
import io.varve.promql.ast.BinaryExpr;
import io.varve.promql.ast.BinaryOp;
import io.varve.promql.ast.Call;
import io.varve.promql.ast.Expr;
import io.varve.promql.ast.Function;
import io.varve.promql.function.Functions;
import io.varve.promql.parse.ParserOptions;
import io.varve.promql.parse.PromQlParser;
import io.varve.testing.SeededRandom;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A comparison of random queries shows nothing about what is never drawn. */
class DrawnFormsTest {
  /** What no storage of these tests has data for. */
  private static final Set<String> ELSEWHERE = Set.of("start_timestamp");

  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void everyFunctionOperatorAndAggregationIsDrawn() {
    RandomQueries queries = new RandomQueries(random);
    PromQlParser parser = new PromQlParser(ParserOptions.ALL);
    Set<String> drawn = new TreeSet<>();
    for (int i = 0; i < 20_000; i++) {
      collect(parser.parse(queries.next()), drawn);
    }
    assertThat(drawn).containsAll(known());
  }

  private static Set<String> known() {
    Set<String> known = new TreeSet<>();
    Stream.of(
            Functions.all().stream().map(Function::name),
            Arrays.stream(BinaryOp.values()).map(BinaryOp::symbol),
            Arrays.stream(AggregateOp.values()).map(AggregateOp::symbol))
        .forEach(names -> names.forEach(known::add));
    known.removeAll(ELSEWHERE);
    return known;
  }

  private static void collect(Expr e, Set<String> drawn) {
    switch (e) {
      case Call c -> drawn.add(c.function().name());
      case BinaryExpr b -> drawn.add(b.op().symbol());
      case AggregateExpr a -> drawn.add(a.op().symbol());
      default -> {
        // The others are without a name.
      }
    }
    e.children().forEach(child -> collect(child, drawn));
  }
}
