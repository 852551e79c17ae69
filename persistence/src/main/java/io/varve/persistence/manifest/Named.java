package io.varve.persistence.manifest;

import io.varve.model.TenantId;

/** What a manifest names, and what therefore is there as long as it does. */
public sealed interface Named {
  /** An object of the shard. */
  record OfKey(String key) implements Named {}

  /** All objects of a block. */
  record OfBlock(TenantId tenant, String ulid) implements Named {}

  /** A local segment of the head. */
  record OfSegment(long id) implements Named {}
}
