package io.stridelake.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path temp;

  @Test
  void shouldUseItsOwnFolderAgain() {
    Path folder = temp.resolve("deep/demo");
    DataFolder.use(folder, Mode.DEMO);
    FolderLock.take(folder).close();
    assertThat(DataFolder.use(folder, Mode.DEMO).path()).isEqualTo(folder);
    assertThat(folder.resolve("stridelake.json"))
        .content()
        .isEqualToIgnoringWhitespace("{\"format\":1,\"mode\":\"demo\"}");
  }

  @Test
  void shouldLetOnlyTheOwnerLookIntoWhatItMakes() throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    Path folder = temp.resolve("deep/up");
    DataFolder.use(folder, Mode.UP);
    FolderLock.take(folder).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("lock"))))
        .isEqualTo("rw-------");
  }

  @Test
  void shouldNameTheFolderWhenTheBrokerGivesUp() {
    DataFolder folder = DataFolder.use(temp, Mode.UP);
    assertThat(folder.isFull()).isFalse();
    assertThat(BrokerEnd.reason(folder)).contains(temp.resolve("kafka").toString(), "logs");
  }

  @Test
  void shouldRefuseTheFolderOfAnotherMode() {
    DataFolder.use(temp, Mode.DEMO);
    assertThatExceptionOfType(EnvironmentFault.class)
        .isThrownBy(() -> DataFolder.use(temp, Mode.UP))
        .withMessageContaining("'demo', not by 'up'");
  }

  @Test
  void shouldRefuseAnotherFormat() throws IOException {
    Files.writeString(temp.resolve("stridelake.json"), "{\"format\":2,\"mode\":\"demo\"}");
    assertThatExceptionOfType(EnvironmentFault.class)
        .isThrownBy(() -> DataFolder.use(temp, Mode.DEMO))
        .withMessageContaining("format 2");
  }

  @Test
  void shouldRefuseADescriptionThatMakesNoSense() throws IOException {
    Files.writeString(temp.resolve("stridelake.json"), "{");
    assertThatExceptionOfType(EnvironmentFault.class)
        .isThrownBy(() -> DataFolder.use(temp, Mode.DEMO));
  }

  @Test
  void shouldNotMoveInWithOthers() throws IOException {
    Files.writeString(temp.resolve("letter.txt"), "dear");
    assertThatExceptionOfType(EnvironmentFault.class)
        .isThrownBy(() -> DataFolder.use(temp, Mode.DEMO))
        .withMessageContaining("other things");
    assertThat(temp.resolve("stridelake.json")).doesNotExist();
  }

  @Test
  void shouldRefuseAFile() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "");
    assertThatExceptionOfType(EnvironmentFault.class)
        .isThrownBy(() -> DataFolder.use(file, Mode.DEMO))
        .withMessageContaining("not a folder");
  }

  @Test
  void shouldLetOneProcessInAtATime() {
    FolderLock lock = FolderLock.take(temp);
    assertThat(FolderLock.isHeld(temp)).isTrue();
    assertThatExceptionOfType(EnvironmentFault.class)
        .isThrownBy(() -> FolderLock.take(temp))
        .withMessageContaining("process " + ProcessHandle.current().pid());

    lock.close();

    assertThat(FolderLock.isHeld(temp)).isFalse();
    FolderLock.take(temp).close();
  }

  @Test
  void shouldKeepSecretsFromOthersAndOverStarts() throws IOException {
    Secrets first = Secrets.of(temp, Map.of());
    assertThat(Secrets.of(temp, Map.of())).isEqualTo(first);
    assertThat(first.admin()).hasSize(64).isNotEqualTo(first.service());
    assertThat(first.toString()).doesNotContain(first.admin());
    for (String file : new String[] {"admin-token", "service-token", "webhook-secret"}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve(file))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void shouldPreferSecretsFromVariables() throws IOException {
    Secrets secrets = Secrets.of(temp, Map.of("STRIDE_ADMIN_TOKEN", " given "));
    assertThat(secrets.admin()).isEqualTo("given");
    assertThat(temp.resolve("admin-token")).doesNotExist();
  }

  @Test
  void shouldCallAFullDiskByItsName() {
    IOException full = new IOException("/data/x: No space left on device");
    assertThat(EnvironmentFault.in(new IllegalStateException("start", full)))
        .hasValueSatisfying(fault -> assertThat(fault).hasMessageContaining("disk is full"));
    assertThat(EnvironmentFault.in(new IllegalStateException("bug"))).isEmpty();
  }
}
