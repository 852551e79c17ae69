package io.varve.http.api;

import io.varve.http.server.ClientConnection;
import io.varve.model.TenantId;

/**
 * A request, its body read.
 *
 * @param path as sent, escapes and all
 * @param connection where it came from
 */
record ApiRequest(
    TenantId tenant, String path, ApiParameters parameters, ClientConnection connection) {}
