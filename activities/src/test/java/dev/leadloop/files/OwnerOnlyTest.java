package dev.leadloop.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.leadloop.files.OwnerOnly.Tightened;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyTest {
  @TempDir Path place;

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static Path open(Path path, String rights) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    return path;
  }

  @Test
  void whatIsMadeIsItsOwnersFromTheFirstMoment() throws IOException {
    Path folder = OwnerOnly.folder(place.resolve("above").resolve("folder"));
    assertThat(rights(folder)).isEqualTo("rwx------");
    assertThat(rights(folder.getParent())).isEqualTo("rwx------");
    assertThat(rights(OwnerOnly.file(folder.resolve("file")))).isEqualTo("rw-------");
  }

  @Test
  void whatWasOpenToOthersIsTakenBackWithoutFollowingLinks() throws IOException {
    Path outside = open(Files.createFile(place.resolve("outside")), "rw-r--r--");
    Path folder = open(Files.createDirectory(place.resolve("folder")), "rwxr-xr-x");
    Path inner = open(Files.createDirectory(folder.resolve("outbox")), "rwxrwxrwx");
    Path mail = open(Files.createFile(inner.resolve("mail.eml")), "rw-rw-r--");
    Path program = open(Files.createFile(folder.resolve("program")), "rwxr-xr-x");
    Path closed = open(Files.createFile(folder.resolve("closed")), "r--------");
    Files.createSymbolicLink(folder.resolve("link"), outside);
    assertThat(OwnerOnly.tighten(folder)).isEqualTo(new Tightened(4, 0));
    assertThat(List.of(rights(folder), rights(inner), rights(mail), rights(program), rights(closed), rights(outside)))
        .containsExactly("rwx------", "rwx------", "rw-------", "rwx------", "r--------", "rw-r--r--");
    assertThat(OwnerOnly.tighten(folder)).isEqualTo(new Tightened(0, 0));
  }

  @Test
  void folderThatManyShareStaysAsItIs() throws IOException {
    Path shared = Files.createDirectory(place.resolve("shared"));
    Files.setAttribute(shared, "unix:mode", 01777);
    Files.createFile(shared.resolve("of-others"));
    assertThat(OwnerOnly.tighten(shared)).isEqualTo(new Tightened(0, 1));
    assertThat(rights(shared)).isEqualTo("rwxrwxrwx");
  }

  @Test
  void whereThereAreAccessListsTheOwnerStandsInThemAlone() throws IOException {
    try (FileSystem windows =
        Jimfs.newFileSystem(Configuration.windows().toBuilder().setAttributeViews("basic", "owner", "acl").build())) {
      Path folder = OwnerOnly.folder(windows.getPath("C:\\leadloop\\home"));
      Path file = OwnerOnly.file(folder.resolve("admin-key"));
      AclFileAttributeView list = Files.getFileAttributeView(file, AclFileAttributeView.class);
      list.setAcl(
          List.of(
              AclEntry.newBuilder()
                  .setType(AclEntryType.ALLOW)
                  .setPrincipal(windows.getUserPrincipalLookupService().lookupPrincipalByName("everyone"))
                  .setPermissions(AclEntryPermission.READ_DATA)
                  .build()));
      assertThat(OwnerOnly.tighten(folder).taken()).isEqualTo(1);
      assertThat(list.getAcl()).singleElement().satisfies(entry -> {
        assertThat(entry.principal()).isEqualTo(Files.getOwner(file));
        assertThat(entry.permissions()).contains(AclEntryPermission.READ_DATA);
      });
      assertThat(Files.getFileAttributeView(folder, AclFileAttributeView.class).getAcl()).hasSize(1);
      assertThat(OwnerOnly.tighten(folder)).isEqualTo(new Tightened(0, 0));
    }
  }

  @Test
  void whereThereIsNeitherNothingBreaks() throws IOException {
    try (FileSystem plain = Jimfs.newFileSystem(Configuration.windows())) {
      Path folder = OwnerOnly.folder(plain.getPath("C:\\leadloop"));
      OwnerOnly.file(folder.resolve("file"));
      assertThat(OwnerOnly.tighten(folder)).isEqualTo(new Tightened(0, 0));
    }
  }
}
