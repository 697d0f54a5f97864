package dev.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MailDomainsTest {
  private static final Path LISTS = Path.of(System.getProperty("leadloop.shared", "../../shared"), "data", "lists");

  private static final String FREE = """
      gmail.com googlemail.com gmail.co.uk outlook.com outlook.de outlook.fr outlook.com.br outlook.co.id outlook.at
      outlook.jp outlook.pt outlook.es outlook.dk outlook.cz outlook.sk outlook.ie outlook.in outlook.sa hotmail.com
      hotmail.de hotmail.co.uk hotmail.fr hotmail.it hotmail.nl hotmail.com.ar hotmail.se live.com live.de live.nl
      live.co.uk live.com.mx live.it live.se msn.com yahoo.com yahoo.de yahoo.co.jp yahoo.com.vn yahoo.fr yahoo.ca
      yahoo.com.au yahoo.es yahoo.it yahoo.gr ymail.com rocketmail.com gmx.de gmx.at gmx.ch gmx.net gmx.com gmx.fr
      gmx.co.uk gmx.eu web.de t-online.de freenet.de arcor.de mail.de posteo.de posteo.net posteo.at mailbox.org
      icloud.com me.com mac.com aol.com aol.de aol.fr aol.co.uk aim.com comcast.net verizon.net att.net sbcglobal.net
      bellsouth.net cox.net charter.net earthlink.net optonline.net roadrunner.com tampabay.rr.com twc.com shaw.ca
      rogers.com sympatico.ca telus.net videotron.ca btinternet.com sky.com virginmedia.com ntlworld.com talktalk.net
      blueyonder.co.uk orange.fr wanadoo.fr free.fr sfr.fr laposte.net neuf.fr bbox.fr numericable.fr libero.it
      virgilio.it tin.it alice.it tiscali.it fastwebnet.it telefonica.net terra.es sapo.pt bluewin.ch hispeed.ch
      sunrise.ch aon.at chello.at kpnmail.nl ziggo.nl planet.nl hetnet.nl home.nl xs4all.nl telenet.be skynet.be
      proximus.be online.no telia.com comhem.se bredband.net mail.dk seznam.cz email.cz centrum.cz wp.pl o2.pl onet.pl
      interia.pl op.pl azet.sk freemail.hu abv.bg net.hr siol.net mail.ru bk.ru list.ru inbox.ru yandex.ru yandex.com
      yandex.kz ya.ru rambler.ru ukr.net i.ua qq.com 163.com 126.com sina.com sohu.com foxmail.com naver.com daum.net
      hanmail.net nate.com docomo.ne.jp ezweb.ne.jp softbank.ne.jp nifty.com ocn.ne.jp rediffmail.com uol.com.br
      bol.com.br terra.com.br ig.com.br globo.com bigpond.com bigpond.net.au optusnet.com.au iinet.net.au xtra.co.nz
      mweb.co.za walla.co.il mynet.com otenet.gr proton.me protonmail.com protonmail.ch pm.me tutanota.com tuta.io
      fastmail.com fastmail.fm hey.com zoho.com hushmail.com duck.com privaterelay.appleid.com mail.com usa.com
      consultant.com engineer.com email.com mail2world.com mail2music.com GMAIL.com Outlook.De gmx.at.
      y7mail.com upc.nl uk2.net bluemail.dk dti.ne.jp freemail.it yam.com
      """;
  private static final String BUSINESS = """
      yahoo-inc.com outlook-consulting.de outlookconsulting.com gmxconsulting.de gmail-tools.com mygmail.com hotmailer.com
      live.tv live.io live.me livecompany.com outlook.io outlook.tv myoutlook.de gmx-software.de 1und1.de 1and1.com
      comcast.com verizon.com att.com bt.com orange.com telekom.de telekom.com t-systems.com proton.ch yandex-team.ru
      zohocorp.com navercorp.com kakaocorp.com tencent.com alibaba-inc.com microsoft.com google.com apple.com
      corp.netease.com comcastbusiness.example.com example.com example.co.uk aolservices.com posteonline.it icloudtech.com
      fastmailteam.com swisscom.com a1.at telenetgroup.be kpn.com sky.uk mail.example.com gmail.example.com
      outlook.example.de yahoo.example.org hotmail.consulting gmx.consulting yahoo.agency student-housing.com
      studentenwerk.de education.com edu-tech.de acme.academy academy.example.com unity.com uni-elektro.de hs-logistics.de
      tu-was.de fh-consulting.com ac-consulting.co.uk disposablemedical.com disposables.co.uk spamfighter.com
      trashcollection.com tempurpedic.com templates.com tempo.io webmasters.de freemarket.com freelancer.com
      mailinator.example.com grr.la.example.com la.example freeagent.com mailchimp.com mailjet.com sendgrid.net protonix.com \
      protontherapy.com zoho.consulting
      """;
  private static final String STUDENT = """
      example.edu mit.edu student.example.edu example.edu.au ox.ac.uk student.ox.ac.uk u-tokyo.ac.jp unam.edu.mx
      univie.ac.at uni-heidelberg.de stud.uni-heidelberg.de uni-koeln.de tum.de fu-berlin.de student.ethz.ch uzh.ch
      student.uva.nl univ-lyon1.fr etu.univ-lyon1.fr studenti.unipd.it students.example.nl stud.ntnu.no
      """;
  private static final String DISPOSABLE = """
      mailinator.com mailinator.net mailinator.org mailinator2.com grr.la sharklasers.com guerrillamail.com
      guerrillamail.org guerrillamail.info guerrillamailblock.com pokemail.net spam4.me yopmail.com yopmail.fr yopmail.net
      10minutemail.com 10minutemail.net 10minutemail.co.za temp-mail.org temp-mail.io tempmail.com tempmail.net
      trashmail.com trashmail.de trash-mail.com wegwerfmail.de getnada.com nada.email maildrop.cc dispostable.com
      throwawaymail.com fakeinbox.com mailnesia.com mailcatch.com mohmal.com moakt.com mintemail.com emailondeck.com
      discard.email spamgourmet.com burnermail.io inboxkitten.com team7.mailinator.com a.b.grr.la x.yopmail.com
      """;

  @Test
  void mailboxFamilyIsKnownByItsBrand() {
    each(FREE, EmailKind.FREE);
  }

  @Test
  void businessThatOnlyLooksLikeAMailboxIsABusiness() {
    each(BUSINESS, EmailKind.BUSINESS);
  }

  @Test
  void placesOfLearningAndThrowAwayAddressesAreKnown() {
    each(STUDENT, EmailKind.STUDENT);
    each(DISPOSABLE, EmailKind.DISPOSABLE);
  }

  @Test
  void whereAnybodyMayHaveAMailboxNobodyIsAColleague() {
    assertThat(MailDomains.of("outlook.de").kind()).isEqualTo(EmailKind.FREE);
    assertThat(MailDomains.of("mailinator.net").kind()).isEqualTo(EmailKind.DISPOSABLE);
    assertThat(MailDomains.of("outlook-consulting.de").kind()).isEqualTo(EmailKind.BUSINESS);
    assertThat(MailDomains.of("ox.ac.uk").kind()).isEqualTo(EmailKind.STUDENT);
  }

  @Test
  void kindSaysWhy() {
    assertThat(MailDomains.ofAddress("x@gmx.at").because()).isEqualTo("a mailbox of GMX of 1&1 Mail & Media");
    assertThat(MailDomains.ofAddress("x@example.com").because()).isEqualTo("a domain of its own");
    assertThat(MailDomains.ofAddress(null).kind()).isEqualTo(EmailKind.NONE);
  }

  @Test
  void hostileNamesAreReadInNoTime() {
    String domain = "a.".repeat(500_000) + "com";
    assertThat(MailDomains.of(domain).kind()).isEqualTo(EmailKind.BUSINESS);
    assertThat(MailDomains.of("10minutemail".repeat(20) + "." + "mail.".repeat(2) + "x").kind()).isEqualTo(EmailKind.DISPOSABLE);
    for (String odd : List.of("", ".", "..", "@", "com", ".com", "gmx.", "gmx", "*", "gmx.*", "yahoo.com.", " ")) {
      assertThat(MailDomains.of(odd)).as(odd).isNotNull();
    }
  }

  /**
   * The lists are counted against, not shipped. What is missed are names of freemailers of the 1990s that were chosen for
   * fun, one for every state and pop star (fromtexas.com, the-big-apple.com), hosts below one another's names, and
   * businesses that the list has taken in (starbucks.com, facebook.com, alibaba.com).
   */
  @Test
  void mostOfTheFreeMailboxesInUseAreFoundAndNoBusinessIsTakenForOne() throws IOException {
    assumeTrue(Files.isDirectory(LISTS),
        "Skipped: the lists of domains are not at " + LISTS + "; -Dleadloop.shared names their folder");
    Set<String> disposable = read("disposable-email-domains.json");
    Set<String> free = read("free-email-domains.json");
    free.removeAll(disposable);
    long found = free.stream().filter(domain -> MailDomains.of(domain).kind() == EmailKind.FREE).count();
    List<String> missed =
        free.stream().filter(domain -> MailDomains.of(domain).kind() == EmailKind.BUSINESS).sorted().toList();
    long hosts = missed.stream().filter(domain -> domain.chars().filter(c -> c == '.').count() > 1).count();
    Set<String> wrong = new HashSet<>(disposable);
    wrong.removeIf(domain -> MailDomains.of(domain).kind() != EmailKind.FREE);
    long thrown = disposable.stream().filter(domain -> MailDomains.of(domain).kind() == EmailKind.DISPOSABLE).count();
    System.out.printf(
        Locale.ROOT,
        "free mailboxes: %d of %d found (%.1f%%), %d missed, of these %d hosts below another name; throw-away: %d of %d found,"
            + " %d taken for free%nmissed: %s%ntaken for free: %s%n",
        found, free.size(), 100.0 * found / free.size(), missed.size(), hosts, thrown, disposable.size(), wrong.size(),
        missed.stream().limit(200).toList(), wrong);
    assertThat(found).as("found of %d", free.size()).isGreaterThan(free.size() * 44L / 100);
    assertThat(wrong.size()).as("throw-away taken for free: %s", wrong).isLessThan(6);
  }

  @Test
  void whatLiesBelowAMailboxsDomainIsOfTheSameKindHoweverDeep() throws IOException {
    assumeTrue(Files.isDirectory(LISTS),
        "Skipped: the lists of domains are not at " + LISTS + "; -Dleadloop.shared names their folder");
    Set<String> known = new HashSet<>(
        Arrays.asList((FREE + STUDENT + DISPOSABLE).strip().toLowerCase(Locale.ROOT).split("\\s+")));
    known.addAll(read("free-email-domains.json"));
    known.addAll(read("disposable-email-domains.json"));
    known.removeIf(domain -> MailDomains.of(domain).kind() == EmailKind.BUSINESS);
    assertThat(known).hasSizeGreaterThan(1_000);
    for (String domain : known) {
      EmailKind kind = MailDomains.of(domain).kind();
      for (String below : List.of("mail.", "a.b.c.", "x-1.", "xn--bcher-kva.", "www.eu.")) {
        assertThat(MailDomains.of(below + domain).kind()).as(below + domain).isEqualTo(kind);
      }
    }
  }

  @Test
  void whatLiesBelowABusinessOrAnEndingIsABusiness() {
    Stream.of(BUSINESS.strip().split("\\s+")).filter(domain -> MailDomains.of(domain).kind() == EmailKind.BUSINESS)
        .forEach(domain -> assertThat(MailDomains.of("mail." + domain).kind()).as("mail." + domain)
            .isEqualTo(EmailKind.BUSINESS));
    for (String domain : List.of("acme.co.uk", "mail.acme.co.uk", "acme.github.io", "acme.uk.com", "gmail.com.acme.example",
        "hotmail.co.uk.example", "acme.com.br", "acme.k12.example", "mail.acme-gmx.de")) {
      assertThat(MailDomains.of(domain).kind()).as(domain).isEqualTo(EmailKind.BUSINESS);
    }
  }

  private static Set<String> read(String file) throws IOException {
    return new HashSet<>(Arrays.asList(new ObjectMapper().readValue(LISTS.resolve(file).toFile(), String[].class)));
  }

  private static void each(String domains, EmailKind kind) {
    List<String> wrong =
        Stream.of(domains.strip().split("\\s+"))
            .filter(domain -> MailDomains.of(domain).kind() != kind)
            .map(domain -> domain + " is " + MailDomains.of(domain))
            .toList();
    assertThat(wrong).as("not %s", kind).isEmpty();
  }
}
