package io.stridelake.activity.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.activity.Activity;
import io.stridelake.requirement.Requirement;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Recorded answers of Strava, if they are there: id, sport, local date, metres and moving seconds
 * as they stand in the files.
 */
class RecordedStravaActivitiesTest {
  private final ActivityReaders readers = ActivityReaders.standard();

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      textBlock =
          """
          dblock__strava-ruby-client/api/detailed-activity-manual-run-201.json 16185205521 Run 2025-10-18 1000.0 1234
          dblock__strava-ruby-client/api/detailed-activity-ride.json 7142833299 Ride 2022-05-14 101529.0 2432
          dblock__strava-ruby-client/api/detailed-activity-run-full.json 1946417534 Run 2018-11-04 42268.1 13085
          dblock__strava-ruby-client/api/detailed-activity-updated-2018.json 1982980795 Run 2018-11-24 1000.0 1234
          dblock__strava-ruby-client/models/detailed_activities-ride.json 1493471377 Ride 2018-02-16 28099 4207
          dblock__strava-ruby-client/models/detailed_activities-run.json 1477353766 Run 2018-03-28 22539.6 7586
          dblock__strava-ruby-client/models/detailed_activities-swim.json 1493471377 Swim 2018-04-06 1874.5 2220
          dblock__strava-ruby-client/models/summary_activity.json 16181809559 Run 2025-10-18 22601.3 7772
          stravalib__stravalib/activity-manual.3.json 96089609 Hike 2013-11-17 22530.8 38700
          stravalib__stravalib/activity.3.json 99895560 Run 2013-12-12 5781.1 2892
          """)
  void shouldReadSingleActivities(
      String file, String id, String sport, String localDate, String metres, String seconds)
      throws IOException {
    byte[] payload = Files.readAllBytes(fixture(file));

    String read = describe(id, payload);

    assertThat(read).isEqualTo(String.join(" ", id, sport, localDate, metres(metres), seconds));
  }

  @Test
  void shouldTellTheRestOfAManualActivity() throws IOException {
    Path file = fixture("dblock__strava-ruby-client/api/detailed-activity-manual-run-201.json");

    Activity activity = read("16185205521", Files.readAllBytes(file));

    assertThat(activity.start()).isEqualTo("2025-10-18T23:04:26Z");
    assertThat(activity.localStart()).isEqualTo("2025-10-18T19:04:26");
    assertThat(activity.flags()).isEqualTo(new Activity.Flags(true, false, false, false, false));
    assertThat(activity.averageHeartrate()).isNull();
    assertThat(activity.speed()).isEqualTo(new Activity.Speed(0.81, 0));
  }

  @Test
  void shouldSeeThatAnActivityIsForTheAthleteOnly() throws IOException {
    Path file = fixture("dblock__strava-ruby-client/api/athlete-activities-default-30.json");
    List<byte[]> elements = JsonElements.cut(Files.readAllBytes(file));

    List<String> privately = new ArrayList<>();
    for (byte[] element : elements) {
      String id = JsonElements.field(element, "id").orElseThrow();
      if (read(id, element).flags().privately()) {
        privately.add(id);
      }
    }

    assertThat(privately).containsExactly("15853897103");
  }

  @Test
  void shouldFindNothingOnAnEmptyPage() throws IOException {
    Path file = fixture("dblock__strava-ruby-client/api/athlete-activities-page39-empty.json");

    assertThat(JsonElements.cut(Files.readAllBytes(file))).isEmpty();
  }

  @Test
  void shouldReadActivitiesAfterBefore() throws IOException {
    assertPage(
        "dblock__strava-ruby-client/api/athlete-activities-after-before.json",
        """
        1990081217 Run 2018-11-28 13994.6 4496
        1972463847 Run 2018-11-18 9681.1 3150
        1961422138 Run 2018-11-12 8449.8 3194
        1956926998 Run 2018-11-10 5045.1 2064
        1946417534 Run 2018-11-04 42268.1 13085
        1943331548 Run 2018-11-03 3161.2 959
        1942082742 Run 2018-11-02 5476.4 1917
        """);
  }

  @Test
  void shouldReadActivitiesOfTheDefaultPage() throws IOException {
    assertPage(
        "dblock__strava-ruby-client/api/athlete-activities-default-30.json",
        """
        16181809559 Run 2025-10-18 22601.3 7772
        16150076848 Run 2025-10-15 12900.8 3947
        16140051161 Run 2025-10-14 12887.3 4803
        16118172522 Run 2025-10-12 10130.3 3558
        16107791780 Run 2025-10-11 32325.5 11131
        16086635786 Run 2025-10-09 9699.1 3600
        16077815072 Run 2025-10-08 15295.3 4912
        16064356974 Run 2025-10-07 13034.3 4896
        16041856368 Run 2025-10-05 9718.9 3524
        16032030859 Run 2025-10-04 35440.6 12629
        16010859750 Run 2025-10-02 9735.4 3859
        16000156970 Run 2025-10-01 16159.7 5204
        15986748404 Run 2025-09-30 13004.8 4958
        15965879306 Run 2025-09-28 9998.0 3780
        15955495969 Run 2025-09-27 30637.4 10883
        15934231486 Run 2025-09-25 9689.7 3571
        15922145265 Run 2025-09-24 12934.3 4336
        15910796839 Run 2025-09-23 11381.1 4294
        15889469592 Run 2025-09-21 12957.2 4922
        15878564739 TrailRun 2025-09-20 24301.2 10279
        15853897103 Run 2025-09-18 9719.3 3467
        15845208136 Run 2025-09-17 13002.6 4160
        15831204239 Run 2025-09-16 11376.7 4012
        15810287155 Run 2025-09-14 28510.8 9722
        15798715170 Run 2025-09-13 12144.4 4902
        15774290933 Run 2025-09-11 9856.4 3377
        15763654783 Run 2025-09-10 11502.2 3932
        15753111536 Run 2025-09-09 10246.3 3522
        15718675679 TrailRun 2025-09-06 15163.4 6573
        15696417447 Run 2025-09-04 9665.3 3210
        """);
  }

  @Test
  void shouldReadActivitiesOfThePageWithTrailRunsAndAWorkout() throws IOException {
    assertPage(
        "dblock__strava-ruby-client/api/athlete-activities-page2-trailrun-workout.json",
        """
        15696417447 Run 2025-09-04 9665.3 3210
        15638637699 TrailRun 2025-08-30 13076.9 6024
        15605032352 Workout 2025-08-27 133.5 1008
        15591919869 Run 2025-08-26 5346.9 1638
        15571982451 Run 2025-08-24 22592.8 7891
        15548453974 Run 2025-08-22 5246.3 2137
        15528070295 Run 2025-08-20 10019.0 3867
        15503061651 Run 2025-08-18 5056.9 1618
        15493781268 Run 2025-08-17 5061.9 1903
        15469779265 Run 2025-08-15 5068.5 1707
        15458486306 Run 2025-08-14 8081.1 3013
        15421359492 Run 2025-08-11 5053.4 2297
        15400358164 TrailRun 2025-08-09 13960.2 5927
        15391609533 Run 2025-08-08 5053.6 1857
        15352607646 Run 2025-08-05 5819.9 2363
        15319997673 Run 2025-08-02 12914.0 5160
        15312366117 Run 2025-08-01 6443.9 2272
        15297281793 Run 2025-07-31 5066.0 1534
        15255560291 TrailRun 2025-07-27 11381.2 5322
        15243305061 TrailRun 2025-07-26 16126.2 7254
        15220554133 Run 2025-07-24 5359.4 1698
        15165024062 Run 2025-07-19 10715.7 3814
        15149556334 Run 2025-07-17 5059.1 1738
        15132192448 Run 2025-07-16 8872.8 3469
        15116526192 Run 2025-07-14 5053.3 1690
        15101177504 Run 2025-07-13 10078.7 3326
        15079389636 Run 2025-07-11 5074.6 1593
        15038745346 Run 2025-07-07 5054.2 1549
        15006861076 Run 2025-07-04 17765.4 6174
        14987180258 Run 2025-07-02 5224.8 1838
        """);
  }

  @Test
  void shouldReadActivitiesOfThePageWithSkiing() throws IOException {
    assertPage(
        "dblock__strava-ruby-client/api/athlete-activities-page5-alpineski.json",
        """
        13723398960 Run 2025-02-25 5363.8 1721
        13696335531 Run 2025-02-22 5360.2 2103
        13690484329 AlpineSki 2025-02-21 24410.2 4117
        13682280857 AlpineSki 2025-02-20 30140.7 4752
        13673726454 AlpineSki 2025-02-19 29451.0 5756
        13664346314 AlpineSki 2025-02-18 17379.9 4269
        13654921921 AlpineSki 2025-02-17 18502.8 3588
        13611945250 Run 2025-02-12 5058.5 1396
        13575610422 Run 2025-02-08 16677.8 5519
        13565044325 Run 2025-02-07 5081.7 1750
        13541529684 Run 2025-02-04 5064.4 2249
        13520249722 Run 2025-02-02 8385.2 2943
        13512003786 Run 2025-02-01 6608.6 1969
        13491131654 Run 2025-01-30 6786.8 2471
        13483843233 AlpineSki 2025-01-29 23100.0 4554
        13475305238 AlpineSki 2025-01-28 17887.6 3412
        13465841881 AlpineSki 2025-01-27 8156.4 1578
        13458591315 AlpineSki 2025-01-26 16490.3 3603
        13449276845 AlpineSki 2025-01-25 22377.6 4398
        13439842023 AlpineSki 2025-01-24 20793.8 3083
        13399056480 Run 2025-01-19 5065.0 2300
        13389728437 Run 2025-01-18 6477.9 2109
        13381831958 Run 2025-01-17 9353.0 3084
        13352705507 Run 2025-01-14 5060.0 1533
        13327854751 Run 2025-01-11 19415.6 6430
        13302123632 Run 2025-01-08 5534.3 1912
        13274102259 Run 2025-01-05 15549.8 5399
        13247084589 Run 2025-01-02 5057.7 1612
        13232267832 Run 2024-12-31 6874.4 2395
        13224373375 Run 2024-12-30 9991.6 4242
        """);
  }

  @Test
  void shouldReadActivitiesOfThePageWithHikesAndSwims() throws IOException {
    assertPage(
        "dblock__strava-ruby-client/api/athlete-activities-page9-hike-swim.json",
        """
        11986457234 Hike 2024-07-26 1724.9 1756
        11978409138 Run 2024-07-25 6498.3 2495
        11960277166 Run 2024-07-23 5059.6 2262
        11936807726 Run 2024-07-20 9682.2 3695
        11928398954 Run 2024-07-19 5128.8 1592
        11912514551 Run 2024-07-17 5230.1 1728
        11888312661 Run 2024-07-14 19395.8 6921
        11842210943 Run 2024-07-08 8347.6 2960
        11824666789 Hike 2024-07-06 4746.6 5019
        11816657991 Hike 2024-07-05 5935.6 8078
        11798623399 Run 2024-07-03 6665.1 2307
        11789451676 Run 2024-07-01 5358.4 1770
        11768259777 Run 2024-06-29 6503.1 2174
        11760643654 Swim 2024-06-28 914.4 3090
        11754970738 Run 2024-06-27 5054.6 2308
        11747239550 Run 2024-06-26 5136.9 1976
        11727396952 Run 2024-06-24 9123.5 2954
        11721340659 Run 2024-06-23 5057.7 2420
        11707426585 Swim 2024-06-21 365.8 609
        11689954459 Run 2024-06-19 9728.4 3325
        11677446583 Run 2024-06-17 9753.7 3275
        11659488409 Run 2024-06-15 16429.7 5582
        11651456520 Swim 2024-06-14 1188.7 3706
        11630846146 Run 2024-06-11 5051.3 1759
        11613829559 Run 2024-06-09 5052.2 2341
        11605850668 Run 2024-06-08 5050.5 2508
        11604025041 Run 2024-06-08 6509.4 2375
        11579779174 Run 2024-06-05 8683.7 3003
        11548626929 Run 2024-06-01 12282.2 4546
        11540988885 Swim 2024-05-31 1554.5 3528
        """);
  }

  private void assertPage(String file, String expected) throws IOException {
    byte[] page = Files.readAllBytes(fixture(file));

    List<String> read = new ArrayList<>();
    for (byte[] element : JsonElements.cut(page)) {
      read.add(describe(JsonElements.field(element, "id").orElseThrow(), element));
    }

    assertThat(read)
        .containsExactlyElementsOf(
            expected.lines().map(RecordedStravaActivitiesTest::normalized).toList());
  }

  private static String normalized(String line) {
    String[] words = line.split(" ");
    words[3] = metres(words[3]);
    return String.join(" ", words);
  }

  private static String metres(String text) {
    return new BigDecimal(text).setScale(6).toPlainString();
  }

  private String describe(String id, byte[] payload) {
    Activity activity = read(id, payload);
    return String.join(
        " ",
        id,
        activity.sport().name(),
        activity.localDate().toString(),
        activity.distance().metres().toPlainString(),
        String.valueOf(activity.moving().toSeconds()));
  }

  private Activity read(String id, byte[] payload) {
    Reading reading = readers.read("strava", "activity", id, payload);
    assertThat(reading).isInstanceOf(Reading.Understood.class);
    return ((Reading.Understood) reading).activity();
  }

  private static Path fixture(String name) {
    return Requirement.FIXTURES.require().resolve(name);
  }
}
