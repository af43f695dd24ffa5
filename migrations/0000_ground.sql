-- What every later step stands on: trigram search, and the role under which all office work is done.
create extension if not exists pg_trgm;
do $$
begin
  if not exists (select from pg_roles where rolname = 'pobratim_office') then
    create role pobratim_office nologin;
  end if;
exception when duplicate_object or unique_violation then
  -- Another database of the same server made it in the same moment.
  null;
end $$;
do $$
begin
  -- An owner who is no superuser must be a member to be able to take the role on.
  if not pg_has_role(current_user, 'pobratim_office', 'member') then
    execute format('grant pobratim_office to %I', current_user);
  end if;
end $$;
