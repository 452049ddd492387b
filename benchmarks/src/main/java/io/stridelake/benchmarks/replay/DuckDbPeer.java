package io.stridelake.benchmarks.replay;

import io.stridelake.scoring.Scorer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The same totals and ranks by SQL: DuckDB's table is filled from the catalogue, with points, and
 * asked for every athlete's sum and rank in every period, over all sports and in each.
 */
final class DuckDbPeer {
  private static final String RANKS =
      """
      CREATE OR REPLACE TABLE ranks AS
      SELECT *, rank() OVER (PARTITION BY period, sport ORDER BY points DESC) AS place
      FROM (
        SELECT period, CASE WHEN grouping(sport) = 1 THEN '' ELSE sport END AS sport, athlete, sum(points) AS points
        FROM (
          SELECT athlete, sport, points, unnest([
            strftime(day, '%Y-%m-%d'), strftime(day, '%G-W%V'), strftime(day, '%Y-%m'), strftime(day, '%Y'), 'all'
          ]) AS period
          FROM activities)
        GROUP BY GROUPING SETS ((period, athlete), (period, sport, athlete)))
      """;

  private DuckDbPeer() {}

  /**
   * Activities a second.
   *
   * @param inAll with filling the table
   * @param sql the query alone
   * @param rows how many sums came out
   */
  record Rates(double inAll, double sql, long rows) {}

  static Rates rates(DerivingApps apps, int catalogue, long activities) throws Exception {
    Scorer scorer = new Scorer(DerivingApps.RULES);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE activities (athlete VARCHAR, day DATE, sport VARCHAR, points BIGINT)");
      long began = System.nanoTime();
      fill(apps, catalogue, activities, scorer, connection.unwrap(DuckDBConnection.class));
      long filled = System.nanoTime();
      statement.execute(RANKS);
      long ranked = System.nanoTime();
      return new Rates(
          activities / ((ranked - began) / 1e9),
          activities / ((ranked - filled) / 1e9),
          count(statement));
    }
  }

  private static void fill(
      DerivingApps apps, int catalogue, long activities, Scorer scorer, DuckDBConnection connection)
      throws Exception {
    try (DuckDBAppender rows =
        connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "activities")) {
      CatalogueReader.read(
          apps,
          catalogue,
          activities,
          (key, activity) -> {
            rows.beginRow();
            rows.append(key.athlete().value());
            rows.append(activity.localDate());
            rows.append(activity.sport().name());
            rows.append(scorer.score(activity, key.provider()).points().thousandths());
            rows.endRow();
          });
    }
  }

  private static long count(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM ranks")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
