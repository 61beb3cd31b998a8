import { Migration } from '@mikro-orm/migrations';

/** Who may ask, and what they were granted. Deny by default: no row, no answer. */
export class Migration0004Access extends Migration {
  override up(): void {
    this.addSql(`
      create table consumer (
        name text primary key,
        title text not null,
        kind text not null,
        organisation_key text references organisation (key) on update cascade,
        region_code text collate "C" references region (code),
        scopes text[] not null,
        active boolean not null default true,
        created_at timestamptz not null
      )`);
    this.addSql(`
      create table access_grant (
        id uuid primary key,
        consumer text not null references consumer (name),
        -- 'LICENCE' with a licence type code, or 'DATA' with the name of a data check
        subject_kind text not null check (subject_kind in ('LICENCE', 'DATA')),
        subject text not null,
        fields text[] not null,
        -- base codes or matter codes; null = every matter
        matters text[],
        -- region codes whose subtree is meant; null = everywhere
        regions text[],
        share_class text not null check (share_class in ('UNCONDITIONAL', 'CONDITIONAL', 'NOT_SHARED')),
        valid_from date not null,
        valid_until date,
        given_by text not null,
        given_at timestamptz not null,
        reason text,
        revoked_by text,
        revoked_at timestamptz,
        revoke_reason text,
        check (valid_until >= valid_from),
        check ((revoked_at is null) = (revoked_by is null))
      )`);
    this.addSql(`create index access_grant_consumer on access_grant (consumer, subject_kind, subject)`);
  }
}
