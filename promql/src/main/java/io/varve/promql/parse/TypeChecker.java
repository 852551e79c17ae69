package io.varve.promql.parse;

import static io.varve.promql.ast.ValueType.SCALAR;
import static io.varve.promql.ast.ValueType.STRING;
import static io.varve.promql.ast.ValueType.VECTOR;

import io.varve.model.GoQuote;
import io.varve.model.LabelMatcher;
import io.varve.model.LabelName;
import io.varve.promql.ast.AggregateExpr;
import io.varve.promql.ast.AggregateOp;
import io.varve.promql.ast.BinaryExpr;
import io.varve.promql.ast.Call;
import io.varve.promql.ast.Expr;
import io.varve.promql.ast.MatrixSelector;
import io.varve.promql.ast.NumberLiteral;
import io.varve.promql.ast.ParenExpr;
import io.varve.promql.ast.PosRange;
import io.varve.promql.ast.StringLiteral;
import io.varve.promql.ast.SubqueryExpr;
import io.varve.promql.ast.UnaryExpr;
import io.varve.promql.ast.ValueType;
import io.varve.promql.ast.VectorSelector;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks that all parts of a tree fit together, and notes what does not. Returns the tree with each
 * operator's matching as it is to be: only between vectors, and many-to-many for sets.
 */
final class TypeChecker {
  private final TokenStream errors;
  private final MatchingChecker matchings;

  TypeChecker(TokenStream errors) {
    this.errors = errors;
    this.matchings = new MatchingChecker(errors);
  }

  Expr check(Expr expr) {
    return switch (expr) {
      case AggregateExpr a -> aggregate(a);
      case BinaryExpr b -> matchings.check(b, check(b.lhs()), check(b.rhs()));
      case Call c -> call(c);
      case MatrixSelector m -> {
        selector(m.selector(), true);
        yield m;
      }
      case NumberLiteral _, StringLiteral _ -> expr;
      case ParenExpr(Expr inner, PosRange range) -> new ParenExpr(check(inner), range);
      case SubqueryExpr q -> subquery(q);
      case UnaryExpr u -> unary(u);
      case VectorSelector s -> {
        selector(s, true);
        yield s;
      }
    };
  }

  private Expr aggregate(AggregateExpr a) {
    Expr expr = check(a.expr());
    expect(a.expr(), VECTOR, "aggregation expression");
    Expr param = a.param();
    if (param != null) {
      param = check(param);
      ValueType wanted = a.op() == AggregateOp.COUNT_VALUES ? STRING : SCALAR;
      expect(param, wanted, "aggregation parameter");
    }
    return new AggregateExpr(a.op(), param, expr, a.grouping(), a.without(), a.range());
  }

  private void expect(Expr expr, ValueType wanted, String context) {
    if (expr.type() != wanted) {
      errors.error(expr.range(), mismatch(wanted, context, expr));
    }
  }

  private static String mismatch(ValueType wanted, String context, Expr actual) {
    return "expected type "
        + wanted.documented()
        + " in "
        + context
        + ", got "
        + actual.type().documented();
  }

  private Expr subquery(SubqueryExpr q) {
    Expr expr = check(q.expr());
    if (expr.type() != VECTOR) {
      errors.error(
          q.range(),
          "subquery is only allowed on instant vector, got " + expr.type().symbol() + " instead");
    }
    return new SubqueryExpr(expr, q.window(), q.step(), q.offset(), q.at(), q.range());
  }

  private Expr unary(UnaryExpr u) {
    Expr expr = check(u.expr());
    if (expr.type() != SCALAR && expr.type() != VECTOR) {
      errors.error(
          u.range(),
          "unary expression only allowed on expressions of type scalar or instant vector, got "
              + GoQuote.quote(expr.type().documented()));
    }
    return new UnaryExpr(u.op(), expr, u.range());
  }

  private Expr call(Call c) {
    checkCount(c);
    String name = GoQuote.quote(c.function().name());
    boolean labelsOnly = c.function().name().equals("info") && checkInfo(c, name);
    List<Expr> args = new ArrayList<>(c.args().size());
    List<ValueType> types = c.function().argTypes();
    for (int i = 0; i < c.args().size(); i++) {
      Expr arg = c.args().get(i);
      if (i >= types.size() && c.function().variadic() == 0) {
        break;
      }
      if (labelsOnly && i == 1 && arg instanceof VectorSelector dataLabels) {
        selector(dataLabels, false);
        args.add(arg);
      } else {
        args.add(check(arg));
      }
      expect(arg, types.get(Math.min(i, types.size() - 1)), "call to function " + name);
    }
    return new Call(c.function(), args, c.range());
  }

  private void checkCount(Call c) {
    int given = c.args().size();
    int min = c.function().minArgs();
    int max = c.function().maxArgs();
    if (given >= min && given <= max) {
      return;
    }
    String expected =
        min == max
            ? "expected " + min
            : given < min ? "expected at least " + min : "expected at most " + max;
    errors.error(
        c.range(),
        expected
            + " argument(s) in call to "
            + GoQuote.quote(c.function().name())
            + ", got "
            + given);
  }

  /** Returns whether the second argument names labels only, so that it may select everything. */
  private boolean checkInfo(Call c, String name) {
    if (c.args().size() < 2) {
      return false;
    }
    Expr arg = c.args().get(1);
    if (arg.type() != VECTOR) {
      errors.error(c.range(), mismatch(VECTOR, "call to function " + name, arg));
    }
    boolean isSelector = arg instanceof VectorSelector;
    if (arg instanceof VectorSelector selector && selector.name().isEmpty()) {
      return true;
    }
    errors.error(
        arg.range(),
        "expected label selectors only" + (isSelector ? ", got vector selector instead" : ""));
    return false;
  }

  private void selector(VectorSelector s, boolean mustSelect) {
    if (!s.name().isEmpty()) {
      // The last condition is that of the name before the braces.
      for (LabelMatcher matcher : s.matchers().subList(0, s.matchers().size() - 1)) {
        if (matcher.name().equals(LabelName.METRIC_NAME)) {
          errors.error(
              s.range(),
              "metric name must not be set twice: "
                  + GoQuote.quote(s.name())
                  + " or "
                  + GoQuote.quote(matcher.value()));
        }
      }
    } else if (mustSelect && s.matchers().stream().allMatch(PromQlParser::matchesEmpty)) {
      errors.error(s.range(), "vector selector must contain at least one non-empty matcher");
    }
  }
}
