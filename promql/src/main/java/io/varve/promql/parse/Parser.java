package io.varve.promql.parse;

import io.varve.model.GoQuote;
import io.varve.promql.ast.AggregateExpr;
import io.varve.promql.ast.AggregateOp;
import io.varve.promql.ast.BinaryExpr;
import io.varve.promql.ast.BinaryOp;
import io.varve.promql.ast.Call;
import io.varve.promql.ast.Expr;
import io.varve.promql.ast.Function;
import io.varve.promql.ast.NumberLiteral;
import io.varve.promql.ast.ParenExpr;
import io.varve.promql.ast.PosRange;
import io.varve.promql.ast.StringLiteral;
import io.varve.promql.ast.UnaryExpr;
import io.varve.promql.ast.UnaryOp;
import io.varve.promql.function.Functions;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses expressions by recursive descent, binary operators by precedence climbing. Trees it
 * returns are not checked for types yet; once an error is noted, they need not make sense.
 */
final class Parser {
  private final TokenStream tokens;
  private final ParserOptions options;
  private final SelectorParser selectors;
  private final RangeParser ranges;
  private final MatchingParser matchings;

  /** In how many aggregations the parser is; messages mention the innermost one. */
  private int aggregations;

  Parser(TokenStream tokens, ParserOptions options) {
    this.tokens = tokens;
    this.options = options;
    selectors = new SelectorParser(tokens);
    ranges = new RangeParser(tokens, options);
    matchings = new MatchingParser(tokens, selectors);
  }

  Expr wholeExpression() {
    if (tokens.at(TokenType.EOF)) {
      tokens.error(PosRange.ZERO, "no expression found in input");
      return placeholder(PosRange.ZERO);
    }
    Expr expr = expression(Precedence.LOWEST);
    tokens.expect(TokenType.EOF, Context.NONE);
    return expr;
  }

  private Expr expression(int minPrecedence) {
    tokens.enter();
    Expr lhs = unary();
    while (true) {
      BinaryOp op = Precedence.operator(tokens.peek().type());
      if (op == null || Precedence.of(op) < minPrecedence) {
        tokens.leave();
        return lhs;
      }
      tokens.take();
      lhs = binary(op, lhs);
    }
  }

  private Expr binary(BinaryOp op, Expr lhs) {
    MatchingParser.Matching m = matchings.matching(expressionContext());
    Expr rhs = expression(Precedence.ofRightOperand(Precedence.of(op)));
    PosRange range = lhs.range().to(rhs.range());
    if (m.isFilling() && !options.fillModifiers()) {
      tokens.error(range, "binop fill modifiers are experimental and not enabled");
    }
    return new BinaryExpr(op, lhs, rhs, m.vectors(), m.returnBool(), range);
  }

  private Expr unary() {
    if (!tokens.at(TokenType.ADD) && !tokens.at(TokenType.SUB)) {
      return ranges.modifiers(primary());
    }
    Token sign = tokens.take();
    Expr operand = expression(Precedence.POWER);
    if (operand instanceof NumberLiteral number) {
      return Literals.signed(sign, number);
    }
    UnaryOp op = sign.type() == TokenType.SUB ? UnaryOp.MINUS : UnaryOp.PLUS;
    return new UnaryExpr(op, operand, sign.range().to(operand.range()));
  }

  private Expr primary() {
    Token first = tokens.peek();
    TokenType type = first.type();
    if (Literals.isNumeric(type)) {
      return Literals.number(tokens);
    }
    if (type.isMetricName()) {
      tokens.take();
      return name(first);
    }
    return switch (type) {
      case STRING -> {
        tokens.take();
        yield new StringLiteral(StringLiterals.unquote(first.text()), first.range());
      }
      case LEFT_BRACE -> selectors.unnamed();
      case LEFT_PAREN -> {
        tokens.take();
        Expr inner = expression(Precedence.LOWEST);
        tokens.expect(TokenType.RIGHT_PAREN, expressionContext());
        yield new ParenExpr(inner, rangeFrom(first));
      }
      default -> throw tokens.unexpected(expressionContext());
    };
  }

  /**
   * Parses what begins with a word: most words may be a metric's name as well as something else.
   */
  private Expr name(Token word) {
    TokenType next = tokens.peek().type();
    boolean parenthesis = next == TokenType.LEFT_PAREN;
    if (word.type() == TokenType.AGGREGATOR
        && (parenthesis || next == TokenType.BY || next == TokenType.WITHOUT)) {
      return aggregation(word);
    }
    if (parenthesis && (word.type() == TokenType.IDENTIFIER || word.type().isCallable())) {
      return call(word);
    }
    return selectors.named(word);
  }

  private Expr aggregation(Token name) {
    aggregations++;
    Grouping grouping = Grouping.NONE;
    boolean groupingFirst = !tokens.at(TokenType.LEFT_PAREN);
    if (groupingFirst) {
      grouping = grouping();
    }
    List<Expr> args = arguments();
    aggregations--;
    boolean groupingLast = tokens.at(TokenType.BY) || tokens.at(TokenType.WITHOUT);
    if (!groupingFirst && groupingLast) {
      grouping = grouping();
    }
    return aggregation(Aggregators.of(name), args, grouping, rangeFrom(name));
  }

  private Expr aggregation(AggregateOp op, List<Expr> args, Grouping grouping, PosRange range) {
    int wanted = op.takesParam() ? 2 : 1;
    if (args.isEmpty()) {
      tokens.error(range, "no arguments for aggregate expression provided");
    } else if (op.isExperimental() && !options.experimentalFunctions()) {
      tokens.error(
          range,
          op.symbol()
              + "() is experimental and must be enabled with"
              + " --enable-feature=promql-experimental-functions");
    } else if (args.size() != wanted) {
      tokens.error(
          range,
          "wrong number of arguments for aggregate expression provided, expected "
              + wanted
              + ", got "
              + args.size());
    } else {
      Expr param = op.takesParam() ? args.getFirst() : null;
      return new AggregateExpr(op, param, args.getLast(), grouping.labels, grouping.without, range);
    }
    return placeholder(range);
  }

  private Grouping grouping() {
    boolean without = tokens.take().type() == TokenType.WITHOUT;
    return new Grouping(selectors.groupingLabels(), without);
  }

  private Expr call(Token name) {
    List<Expr> args = arguments();
    Function function = Functions.find(name.text());
    if (function == null) {
      tokens.error(name.range(), "unknown function with name " + GoQuote.quote(name.text()));
      return placeholder(rangeFrom(name));
    }
    if (function.experimental() && !options.experimentalFunctions()) {
      tokens.error(name.range(), "function " + GoQuote.quote(name.text()) + " is not enabled");
    }
    return new Call(function, args, rangeFrom(name));
  }

  private List<Expr> arguments() {
    tokens.expect(TokenType.LEFT_PAREN, expressionContext());
    List<Expr> args = new ArrayList<>();
    if (tokens.takeIf(TokenType.RIGHT_PAREN)) {
      return args;
    }
    args.add(expression(Precedence.LOWEST));
    while (tokens.at(TokenType.COMMA)) {
      Token comma = tokens.take();
      if (tokens.peek().type().startsExpression()) {
        args.add(expression(Precedence.LOWEST));
      } else {
        tokens.error(comma.range(), "trailing commas not allowed in function call args");
      }
    }
    tokens.expect(TokenType.RIGHT_PAREN, expressionContext());
    return args;
  }

  private Context expressionContext() {
    return aggregations > 0 ? Context.AGGREGATION : Context.NONE;
  }

  private PosRange rangeFrom(Token first) {
    return new PosRange(first.start(), tokens.lastEnd());
  }

  /** Returns something to go on with after an error. */
  private static Expr placeholder(PosRange range) {
    return new NumberLiteral(0, false, range);
  }

  private record Grouping(List<String> labels, boolean without) {
    static final Grouping NONE = new Grouping(List.of(), false);
  }
}
