package dev.leadloop.testing;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Leads in any number, decided about, with names, companies, addresses, phones, owners and visits of stages; in seconds. */
public final class ManyLeads {
  private static final String LEADS =
      """
      insert into lead (lead_id, created_at, updated_at, email, email_key, first_name, last_name, company, source, email_kind,
                        answers, country, industry)
      select '01' || lpad(upper(to_hex(n)), 8, '0') || upper(substr(md5(n::text), 1, 16)), at, at, address, address, first, last,
             company, (array['webinar', 'google', 'partner', 'newsletter', 'linkedin'])[1 + n % 5], 'BUSINESS',
             jsonb_build_object('phone', '+49 ' || (30 + n % 60) || ' ' || lpad((n * 7919 % 10000000)::text, 7, '0')), 'DE',
                 'software'
        from (select n, timestamptz '2024-01-01' + n * interval '9 minutes' as at, first, last, company,
                     lower(translate(first, 'éüÉÖø', 'eueoo')) || '.' || lower(translate(last, 'éüßñÅøō', 'eusnaoo')) || n || '@'
                       || lower(replace(company, ' ', '-')) || '.example' as address
                from (select n, (array['Anna', 'Bob', 'Chloé', 'Dürr', 'Élise', 'Fritz', 'Gøran', 'Hana', 'Igor', 'Jane', 'Kim',
                                       'Lars', 'Maja', 'Nils', 'Öykü'])[1 + n % 15] as first,
                             (array['Müller', 'Smith', 'Straße', 'Núñez', 'Ångström', 'Petrov', 'Satō', 'Dubois', 'Rossi',
                                 'Novak',
                                    'Khan'])[1 + n % 11] || case when n % 3 = 0 then '-' || substr(md5(n::text), 1, 5) else '' end
                               as last,
                             initcap(substr(md5((n % 20000)::text), 1, 6)) || (array[' Software', ' Works', ' Bank', ' Logistics',
                               ' Health'])[1 + n % 5] as company
                        from generate_series(1, :leads) n) one) two""";
  private static final String STATUS =
      """
      insert into lead_status (lead_id, seq, decided_at, policy_version, stage, band, score, fit, grade, sla_level, sla_due_at,
                               recycles, progress, reply, owner)
      select lead_id, 1, created_at, 1, stage, 'COLD', (n * 37 % 101), 50, (array['A', 'B', 'C', 'D'])[1 + n % 4],
             case when stage = 'SQL' then 'OPEN' else 'NONE' end,
             case when stage = 'SQL' then now() + (n % 600 - 200) * interval '1 minute' end, 0,
             case when n % 97 = 0 then '{"gate": {"parkedUntil": "2190-01-01T00:00:00Z"}}'::jsonb
                  when n % 89 = 0 then '{"withheld": "Customers get no nurture mail"}'::jsonb else '{}'::jsonb end
               || jsonb_build_object('padding', repeat(md5(n::text), 40)), '{}',
             case when stage in ('SQL', 'ACCEPTED', 'OPPORTUNITY') then 'rep-' || 1 + n % 20 end
        from (select row_number() over (order by lead_id) as n, lead_id, created_at,
                     (array['NURTURING', 'NURTURING', 'NURTURING', 'NURTURING', 'NURTURING', 'NURTURING', 'MQL', 'ACCEPTED',
                            'DISQUALIFIED', 'LOST', 'OPPORTUNITY', 'WON'])[1 + (hashtext(lead_id) & 1023) % 12] as stage0,
                     case when hashtext(lead_id) & 255 = 0 then 'SQL' end as sql0
                from lead) one
             cross join lateral (select coalesce(sql0, stage0) as stage) two""";
  private static final String VISITS =
      """
      with leads as (
        insert into measure_lead (lead_id, entered_at, entered_policy, stage, stage_at)
        select lead_id, decided_at, 1, stage, decided_at from lead_status)
      insert into measure_visit (lead_id, seq, n, stage, entered_at, policy_version, entered_by)
      select lead_id, 1, 0, stage, decided_at, 1, 'system:leadloop' from lead_status""";

  private static final String CYCLES =
      """
      insert into handoff_cycle (lead_id, cycle, owner, queue, trigger, sla_class, assigned_at, deadline, level, ended_how,
          ended_at)
      select lead_id, 1, owner, false, (array['demo_requested', 'score', 'fit'])[1 + score % 3], 'ordinary', decided_at,
             coalesce(sla_due_at, decided_at), 'NONE', case when stage <> 'SQL' then 'ACCEPTED' end,
             case when stage <> 'SQL' then decided_at end
        from lead_status where owner is not null""";

  private ManyLeads() {}

  /** Writes so many leads into an empty database and has it count them. */
  public static void write(JdbcClient jdbc, int leads) {
    jdbc.sql(LEADS).param("leads", leads).update();
    jdbc.sql(STATUS).update();
    jdbc.sql(VISITS).update();
    jdbc.sql(CYCLES).update();
    jdbc.sql("vacuum analyze").update();
  }
}
