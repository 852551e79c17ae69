package io.varve.persistence.manifest;

import io.varve.model.TenantId;

/**
 * A block that no longer holds, and whose objects may still be there.
 *
 * @param ulid its name, 26 characters
 * @param tenant whose it was
 * @param deletedAt milliseconds since 1970, by the clock of the owner that deleted it
 */
public record DeletedBlock(String ulid, TenantId tenant, long deletedAt) implements ManifestItem {
  /** Checks. */
  public DeletedBlock {
    BlockNames.parse(ulid);
  }
}
