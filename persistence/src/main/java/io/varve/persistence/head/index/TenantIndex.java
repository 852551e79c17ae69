package io.varve.persistence.head.index;

import io.varve.model.TenantId;

/** What one {@link Generation} knows of one tenant. */
final class TenantIndex {
  private final TenantId id;
  private final int number;
  private final PairTable pairs;

  /** Slots of the living by hash of their labels; the writer's alone. */
  private final HashSlots labelSets = new HashSlots();

  TenantIndex(TenantId id, int number, SymbolTable symbols) {
    this.id = id;
    this.number = number;
    this.pairs = new PairTable(symbols);
  }

  TenantId id() {
    return id;
  }

  int number() {
    return number;
  }

  PairTable pairs() {
    return pairs;
  }

  HashSlots labelSets() {
    return labelSets;
  }

  /** Returns the heap that this takes, without strings. Writer only. */
  long memoryBytes() {
    return pairs.memoryBytes() + labelSets.memoryBytes();
  }
}
