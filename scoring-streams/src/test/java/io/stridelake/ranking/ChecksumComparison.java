package io.stridelake.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.ranking.checksum.BatchDerivation;
import io.stridelake.ranking.checksum.Checksum;
import io.stridelake.ranking.checksum.RowSums;
import io.stridelake.ranking.row.RosterRow;
import io.stridelake.rules.RuleSet;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Holds what all partitions' rows add up to against what a batch job makes of the same company. */
final class ChecksumComparison {
  private ChecksumComparison() {}

  static void compare(List<KeyValueStore<Bytes, byte[]>> stores, Company company, RuleSet rules) {
    RowSums roster = new RowSums(false);
    company.roster.values().forEach(one -> roster.addRoster(one.id(), RosterRow.toBytes(one)));
    assertThat(of(stores))
        .isEqualTo(
            new BatchDerivation(rules)
                .sums(company.activities, false)
                .total()
                .plus(roster.total()));
  }

  static Checksum of(List<KeyValueStore<Bytes, byte[]>> stores) {
    Checksum sum = Checksum.ZERO;
    for (KeyValueStore<Bytes, byte[]> store : stores) {
      try (KeyValueIterator<Bytes, byte[]> rows = store.all()) {
        sum = sum.plus(RowSums.of(rows, false).total());
      }
    }
    return sum;
  }
}
