package io.varve.promql.parse;

import io.varve.model.GoQuote;
import io.varve.model.LabelName;
import io.varve.promql.ast.BinaryExpr;
import io.varve.promql.ast.Cardinality;
import io.varve.promql.ast.VectorMatching;
import java.util.List;

/** Writes binary operators with what belongs to them. */
final class MatchingPrinter {
  private MatchingPrinter() {}

  /** Writes the operator and its modifiers, without the operands. */
  static void print(BinaryExpr b, StringBuilder out) {
    out.append(b.op().symbol());
    if (b.returnBool()) {
      out.append(" bool");
    }
    if (b.matching() != null) {
      matching(b.matching(), out);
    }
  }

  private static void matching(VectorMatching m, StringBuilder out) {
    boolean grouped =
        m.cardinality() == Cardinality.MANY_TO_ONE || m.cardinality() == Cardinality.ONE_TO_MANY;
    if (m.on() || grouped || !m.labels().isEmpty()) {
      out.append(m.on() ? " on " : " ignoring ");
      labels(m.labels(), out);
    }
    if (grouped) {
      boolean left = m.cardinality() == Cardinality.MANY_TO_ONE;
      out.append(left ? " group_left " : " group_right ");
      labels(m.include(), out);
    }
    Double left = m.fillLeft();
    Double right = m.fillRight();
    if (left != null && left.equals(right)) {
      fill("fill", left, out);
      return;
    }
    if (left != null) {
      fill("fill_left", left, out);
    }
    if (right != null) {
      fill("fill_right", right, out);
    }
  }

  private static void fill(String name, double value, StringBuilder out) {
    out.append(' ').append(name).append(" (").append(Numbers.format(value)).append(')');
  }

  /** Writes labels in parentheses. */
  static void labels(List<String> labels, StringBuilder out) {
    out.append('(');
    for (int i = 0; i < labels.size(); i++) {
      String label = labels.get(i);
      out.append(i > 0 ? ", " : "");
      out.append(isPlain(label) ? label : GoQuote.quote(label));
    }
    out.append(')');
  }

  /** Prometheus leaves the few keywords unquoted too that it would not read back. */
  private static boolean isPlain(String label) {
    TokenType keyword = TokenType.ofWord(label);
    return LabelName.isValidLegacy(label) && (keyword == null || keyword.isGroupingLabel());
  }
}
