package io.varve.promql.aggregate;

import java.util.EnumSet;
import java.util.Set;

/**
 * What is to be remarked on a group's histograms. The places are bits of the encoded form, and
 * never change.
 */
public enum GroupRemark {
  /** There were histograms, which the aggregation does not look at. */
  IGNORED,
  /** At some step there were both floats and histograms, which do not go together. */
  MIXED_KINDS,
  /** At some step there were both exponential and custom buckets, which do not go together. */
  MIXED_SCHEMAS,
  /** Counting began anew in one histogram and went on in another. */
  COLLISION,
  /** Custom buckets were brought together. */
  RECONCILED;

  static int bits(Set<GroupRemark> remarks) {
    int bits = 0;
    for (GroupRemark remark : remarks) {
      bits |= 1 << remark.ordinal();
    }
    return bits;
  }

  static Set<GroupRemark> of(int bits) {
    Set<GroupRemark> remarks = EnumSet.noneOf(GroupRemark.class);
    for (GroupRemark remark : values()) {
      if ((bits & (1 << remark.ordinal())) != 0) {
        remarks.add(remark);
      }
    }
    return remarks;
  }
}
