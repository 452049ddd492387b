package io.stridelake.benchmarks.query.redis;

import io.stridelake.benchmarks.query.redis.Documents.Entry;
import io.stridelake.benchmarks.query.redis.Documents.Member;
import io.stridelake.benchmarks.query.redis.Documents.MemberEntry;
import io.stridelake.benchmarks.query.redis.Documents.MemberPage;
import io.stridelake.benchmarks.query.redis.Documents.Page;
import io.stridelake.benchmarks.query.redis.Documents.Period;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.resps.Tuple;

/**
 * Asks Redis in as few round trips as the questions allow: two for a member, three for those around
 * one.
 */
@Singleton
final class SortedSets {
  private static final int CONNECTIONS = 64;
  private static final int MICROMETRES_DECIMALS = 9;
  private static final int SECONDS = 2;
  private static final int CLIMBED = 3;

  private final RedisClient redis;

  SortedSets(PeerSettings settings) {
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(CONNECTIONS);
    pool.setMaxIdle(CONNECTIONS);
    redis =
        RedisClient.builder().hostAndPort("127.0.0.1", settings.port()).poolConfig(pool).build();
  }

  MemberPage member(String board, String id) {
    try (Pipeline pipeline = redis.pipelined()) {
      Response<Double> score = pipeline.zscore(board, id);
      Response<Long> before = pipeline.zrevrank(board, id);
      Response<Long> total = pipeline.zcard(board);
      Response<List<String>> row = Rows.ask(pipeline, id);
      pipeline.sync();
      Response<Long> above = above(pipeline, board, score.get());
      Response<Long> below =
          pipeline.zcount(board, "-inf", "(" + BigDecimal.valueOf(score.get()).toPlainString());
      pipeline.sync();
      Entry entry = entry(above.get() + 1, before.get() + 1, score.get(), id, row.get());
      BigDecimal percentile =
          BigDecimal.valueOf(100 * below.get())
              .divide(BigDecimal.valueOf(total.get()), 1, RoundingMode.HALF_UP);
      return new MemberPage(
          board,
          Period.ALL,
          1,
          "2026-11",
          "0",
          null,
          true,
          total.get(),
          MemberEntry.of(entry, percentile));
    }
  }

  Page around(String board, String id, int size) {
    try (Pipeline pipeline = redis.pipelined()) {
      Response<Long> before = pipeline.zrevrank(board, id);
      Response<Long> total = pipeline.zcard(board);
      pipeline.sync();
      long first = Math.clamp(before.get() - size / 2, 0, Math.max(0, total.get() - size));
      Response<List<Tuple>> found = pipeline.zrevrangeWithScores(board, first, first + size - 1);
      pipeline.sync();
      List<Tuple> tuples = found.get();
      Response<Long> above = above(pipeline, board, tuples.getFirst().getScore());
      List<Response<List<String>>> rows = new ArrayList<>();
      for (Tuple tuple : tuples) {
        rows.add(Rows.ask(pipeline, tuple.getElement()));
      }
      pipeline.sync();
      return page(board, total.get(), entries(above.get() + 1, first, tuples, rows));
    }
  }

  @PreDestroy
  void close() {
    redis.close();
  }

  private static Response<Long> above(Pipeline pipeline, String board, double score) {
    return pipeline.zcount(board, "(" + BigDecimal.valueOf(score).toPlainString(), "+inf");
  }

  private static List<Entry> entries(
      long firstRank, long first, List<Tuple> tuples, List<Response<List<String>>> rows) {
    List<Entry> entries = new ArrayList<>();
    long rank = firstRank;
    for (int i = 0; i < tuples.size(); i++) {
      Tuple tuple = tuples.get(i);
      if (i > 0 && tuple.getScore() != tuples.get(i - 1).getScore()) {
        rank = first + i + 1;
      }
      entries.add(
          entry(rank, first + i + 1, tuple.getScore(), tuple.getElement(), rows.get(i).get()));
    }
    return entries;
  }

  private static Page page(String board, long total, List<Entry> entries) {
    return new Page(board, Period.ALL, 1, "2026-11", "0", null, true, total, entries, null, null);
  }

  private static Entry entry(long rank, long position, double score, String id, List<String> row) {
    BigDecimal km = BigDecimal.valueOf((long) score, MICROMETRES_DECIMALS);
    BigDecimal points = km.setScale(3, RoundingMode.HALF_UP);
    return new Entry(
        rank,
        position,
        points,
        new Member(id, row.getFirst(), row.get(1)),
        points,
        1,
        km.setScale(2, RoundingMode.HALF_UP),
        Math.round(Long.parseLong(row.get(SECONDS)) / 60.0),
        Long.parseLong(row.get(CLIMBED)));
  }
}
