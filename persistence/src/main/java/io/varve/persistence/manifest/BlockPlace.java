package io.varve.persistence.manifest;

import io.varve.model.TenantId;

/** Where blocks are. */
enum BlockPlace {
  /** Blocks that every reader of Prometheus's format reads. */
  SHARED(""),
  /** Blocks that only Thanos and Varve read. */
  DOWNSAMPLED("varve/downsampled/");

  private final String root;

  BlockPlace(String root) {
    this.root = root;
  }

  String prefix(TenantId tenant) {
    return root + tenant.value() + "/";
  }
}
