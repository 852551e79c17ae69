package io.varve.http.api;

import io.varve.promql.ast.Expr;
import io.varve.promql.parse.ParseException;
import io.varve.promql.parse.ParserOptions;
import io.varve.promql.parse.PrettyPrinter;
import io.varve.promql.parse.PromQlParser;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** {@code format_query} and {@code parse_query}, which look at a query's text only. */
final class TextEndpoints {
  private static final PromQlParser PARSER = new PromQlParser(ParserOptions.ALL);

  private TextEndpoints() {}

  /** Answers the query as it is printed, on several lines where it is long. */
  static HttpResponse format(ApiRequest request) {
    Expr expr = parse(request);
    return ApiReply.of(json -> json.string(PrettyPrinter.print(expr)));
  }

  /** Answers the query's tree. */
  static HttpResponse parsed(ApiRequest request) {
    Expr expr = parse(request);
    return ApiReply.of(json -> TreeJson.write(expr, json));
  }

  private static Expr parse(ApiRequest request) {
    try {
      return PARSER.parse(request.parameters().text("query"));
    } catch (ParseException e) {
      throw ApiParameters.invalid("query", String.valueOf(e.getMessage()));
    }
  }
}
