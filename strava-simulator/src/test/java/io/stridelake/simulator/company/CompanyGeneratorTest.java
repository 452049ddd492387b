package io.stridelake.simulator.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stridelake.simulator.company.CompanyGenerator.Generated;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CompanyGeneratorTest {
  private static final LocalDate END = LocalDate.parse("2026-11-22");
  private static final Generated COMPANY = new CompanyGenerator(7, 320, END).generate();

  @Test
  void shouldGenerateTheSameForTheSameSeedAndEnd() {
    Generated again = new CompanyGenerator(7, 320, END).generate();

    assertThat(again).isEqualTo(COMPANY);
  }

  @Test
  void shouldGenerateAnotherForAnotherSeed() {
    Generated other = new CompanyGenerator(8, 320, END).generate();

    assertThat(other.athletes()).isNotEqualTo(COMPANY.athletes());
    assertThat(other.activities()).isNotEqualTo(COMPANY.activities());
  }

  @Test
  void shouldHavePeopleInDepartmentsAndZones() {
    Set<String> departments = new HashSet<>();
    COMPANY.athletes().forEach(athlete -> departments.add(String.valueOf(athlete.department())));

    assertThat(COMPANY.athletes()).hasSize(320).doesNotHaveDuplicates();
    assertThat(COMPANY.athletes()).extracting(Athlete::stravaId).doesNotHaveDuplicates();
    assertThat(COMPANY.athletes()).extracting(Athlete::name).doesNotHaveDuplicates();
    assertThat(departments).hasSize(9).contains("null");
    assertThat(COMPANY.athletes())
        .extracting(Athlete::zone)
        .contains(java.time.ZoneId.of("Asia/Kolkata"));
    assertThat(COMPANY.athletes()).extracting(Athlete::hidden).contains(true, false);
    assertThat(COMPANY.athletes().get(0).athlete()).isEqualTo("a-0001");
  }

  @Test
  void shouldFillAYearUpToTheEnd() {
    List<LocalDate> dates =
        COMPANY.activities().stream().map(activity -> activity.startLocal().toLocalDate()).toList();

    assertThat(COMPANY.activities()).hasSizeBetween(45_000, 85_000);
    assertThat(dates).allMatch(date -> date.isAfter(END.minusYears(1)) && !date.isAfter(END));
    assertThat(new HashSet<>(dates)).hasSize(365);
  }

  @Test
  void shouldGiveIdsOnceAndMostlyBeyond32Bits() {
    assertThat(COMPANY.activities()).extracting(Activity::id).doesNotHaveDuplicates();
    assertThat(share(activity -> activity.id() > 1L << 32)).isBetween(.98, .9999);
  }

  @Test
  void shouldBeLikeARealCompany() {
    Map<String, Long> sports =
        COMPANY.activities().stream()
            .collect(Collectors.groupingBy(Activity::sportType, Collectors.counting()));

    assertThat(sports).containsKeys("Walk", "Run", "Ride", "Swim", "Yoga", "VirtualRide", "Hike");
    assertThat(sports).containsKeys("Hoverboarding", "UrbanParkour");
    assertThat(share(activity -> activity.sportType().equals("Walk"))).isBetween(.1, .4);
    assertThat(share(activity -> activity.is(Flag.MANUAL))).isBetween(.03, .2);
    assertThat(share(activity -> activity.is(Flag.ONLY_ME))).isBetween(.01, .08);
    assertThat(share(activity -> activity.is(Flag.FLAGGED))).isBetween(.001, .006);
    assertThat(share(activity -> activity.is(Flag.HIDDEN_START))).isBetween(.005, .1);
    assertThat(share(activity -> activity.is(Flag.TRAINER))).isBetween(.01, .2);
    assertThat(share(activity -> activity.metres() == null)).isBetween(.0005, .03);
    assertThat(share(activity -> activity.is(Flag.OLD_FORM))).isBetween(.003, .03);
  }

  @Test
  void shouldRideMoreInSummerAndSkiInWinter() {
    assertThat(inMonths("Ride", 6, 7, 8)).isGreaterThan(2 * inMonths("Ride", 12, 1, 2));
    assertThat(inMonths("NordicSki", 6, 7, 8)).isLessThan(inMonths("NordicSki", 12, 1, 2) / 4);
  }

  @Test
  void shouldShowAHiddenStartAsMidnightAndOneSecond() {
    List<Activity> hidden =
        COMPANY.activities().stream().filter(activity -> activity.is(Flag.HIDDEN_START)).toList();

    assertThat(hidden).isNotEmpty();
    assertThat(hidden)
        .allMatch(activity -> activity.startLocal().toLocalTime().toSecondOfDay() == 1);
  }

  @Test
  void shouldLeaveOutWhatHasNotHappenedYet() {
    Instant noon = Instant.parse("2026-11-22T12:00:00Z");

    Company company = new Company(new CompanyGenerator(7, 320, END), noon);

    assertThat(company.activities()).allMatch(activity -> !activity.createdAt().isAfter(noon));
    assertThat(company.activities()).hasSizeLessThan(COMPANY.activities().size());
  }

  @Test
  void shouldRefuseACompanyWithoutPeople() {
    assertThatThrownBy(() -> new CompanyGenerator(7, 0, END))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldExportTheRoster() {
    String csv = Roster.csv(COMPANY.athletes());

    assertThat(csv.split("\r\n")).hasSize(321);
    assertThat(csv).startsWith("athlete,name,department,account,visibility\r\na-0001,");
    assertThat(csv).contains(",strava:" + COMPANY.athletes().get(3).stravaId() + ",");
  }

  private static double share(Predicate<Activity> which) {
    return COMPANY.activities().stream().filter(which).count()
        / (double) COMPANY.activities().size();
  }

  private static long inMonths(String sport, Integer... months) {
    Set<Integer> wanted = Set.of(months);
    return COMPANY.activities().stream()
        .filter(activity -> activity.sportType().equals(sport))
        .filter(activity -> wanted.contains(activity.startLocal().getMonthValue()))
        .count();
  }
}
