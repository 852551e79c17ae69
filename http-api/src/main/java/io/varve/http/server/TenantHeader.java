package io.varve.http.server;

import io.varve.model.TenantId;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** The header that names whose data a request is about. */
public final class TenantHeader {
  /** The header's name. */
  public static final String NAME = "X-Scope-OrgID";

  private TenantHeader() {}

  /**
   * Returns the tenant of a request; {@link TenantId#DEFAULT} where it names none.
   *
   * @throws io.varve.model.VarveException with {@link io.varve.model.ErrorCode#INVALID_TENANT}
   */
  public static TenantId of(HttpRequest request) {
    return request
        .getHeader(NAME)
        .map(HttpHeader::value)
        .map(TenantId::new)
        .orElse(TenantId.DEFAULT);
  }
}
